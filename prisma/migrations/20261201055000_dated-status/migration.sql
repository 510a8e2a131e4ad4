-- AlterTable
ALTER TABLE "Connector" ADD COLUMN     "confirmedAt" TIMESTAMP(3),
ADD COLUMN     "disabledAt" TIMESTAMP(3),
ADD COLUMN     "pulledAt" TIMESTAMP(3),
ADD COLUMN     "removedAt" TIMESTAMP(3);

-- The one place that knows what the list sorts and searches by. A state from another release counts as incomplete.
CREATE OR REPLACE FUNCTION "connector_derive"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  secret_end TIMESTAMP(3);
  failed_at TIMESTAMP(3);
  folded TEXT;
  bare TEXT;
BEGIN
  IF TG_OP = 'INSERT' OR OLD."sortName" = '' OR NEW."name" <> OLD."name" OR NEW."appId" IS DISTINCT FROM OLD."appId" THEN
    folded := "connector_fold"(NEW."name");
    bare := normalize(regexp_replace(normalize(folded, NFD), '[\u0300-\u036f]', '', 'g'), NFC);
    -- Numbers by what they are worth: 2 before 10.
    NEW."sortName" := regexp_replace(regexp_replace(folded, '(\d+)', '00000000\1', 'g'), '0{0,8}(\d{9,})', '\1', 'g');
    NEW."searchWords" := array_to_tsvector(array_remove(
      "connector_words"(folded) || "connector_words"(bare) ||
      ARRAY['=' || folded, '#' || lower(NEW."id"), '#' || lower(NEW."appId")], NULL));
  END IF;
  -- The newest that was made and not removed.
  SELECT "expiresAt" INTO secret_end FROM "ConnectorSecret"
    WHERE "tenantId" = NEW."tenantId" AND "connectorId" = NEW."id"
      AND "purpose" = 'siem' AND "keyId" IS NOT NULL AND "removedAt" IS NULL
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 1;
  NEW."troubleAt" := NEW."createdAt";
  IF NEW."state" = 'removing' THEN
    NEW."troubleRank" := 2;
  ELSIF NEW."state" = 'removed' THEN
    NEW."troubleRank" := 6;
  ELSIF NEW."state" <> 'ready' THEN
    NEW."troubleRank" := 3;
  ELSIF NEW."disabledAt" IS NOT NULL THEN
    NEW."troubleRank" := 5;
  ELSIF secret_end IS NULL THEN
    NEW."troubleRank" := 0;
  ELSE
    failed_at := (NEW."failure" ->> 'failedAt')::timestamptz AT TIME ZONE 'UTC';
    -- The newest try failed; a proof at the same moment counts.
    NEW."troubleRank" := CASE
      WHEN failed_at > COALESCE(GREATEST(NEW."provenAt", NEW."pulledAt"), '-infinity'::timestamp) THEN 1 ELSE 4 END;
    NEW."troubleAt" := LEAST(secret_end,
      CASE WHEN NEW."refreshTokenIssuedAt" IS NOT NULL THEN NEW."refreshTokenExpiresAt" END);
  END IF;
  RETURN NEW;
END
$$;

-- Derives for the rows that are there.
UPDATE "Connector" SET "troubleRank" = "troubleRank";
