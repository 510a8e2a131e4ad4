-- DropIndex
DROP INDEX "Connector_tenantId_createdAt_idx";

-- AlterTable
ALTER TABLE "Connector" ADD COLUMN     "searchWords" tsvector NOT NULL DEFAULT ''::tsvector,
ADD COLUMN     "sortName" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "troubleAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "troubleRank" INTEGER NOT NULL DEFAULT 3;

-- Lower case that is the same in every locale: lower() of a server in locale C leaves all but A to Z as they are.
CREATE FUNCTION "connector_fold"(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(lower(translate(normalize(value, NFC),
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾ',
    'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿ'
  ) COLLATE "C"), '\s+', ' ', 'g'))
$$;

-- What stands between signs: letters and digits of any script, whatever the locale takes for a letter.
CREATE FUNCTION "connector_words"(folded TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_remove(regexp_split_to_array(folded,
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u303f]+'
  ), '')
$$;

CREATE FUNCTION "connector_lexeme"(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT '''' || replace(replace(value, '\', '\\'), '''', '''''') || ''':*'
$$;

-- Each word begins a word of the name; or all of it begins the name, or an id.
CREATE FUNCTION "connector_search"(typed TEXT) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(' | ',
    (SELECT string_agg("connector_lexeme"(word), ' & ') FROM unnest("connector_words"("connector_fold"(typed))) AS word),
    "connector_lexeme"('=' || "connector_fold"(typed)),
    CASE WHEN "connector_fold"(typed) ~ '^[0-9a-f-]{4,36}$' THEN "connector_lexeme"('#' || "connector_fold"(typed)) END
  )::tsquery
$$;

-- The one place that knows what the list sorts and searches by. A state from another release counts as incomplete.
CREATE FUNCTION "connector_derive"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  secret_end TIMESTAMP(3);
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
    NEW."troubleRank" := 1;
  ELSIF NEW."state" <> 'ready' THEN
    NEW."troubleRank" := 2;
  ELSIF secret_end IS NULL THEN
    NEW."troubleRank" := 0;
  ELSE
    NEW."troubleRank" := 3;
    NEW."troubleAt" := LEAST(secret_end,
      CASE WHEN NEW."refreshTokenIssuedAt" IS NOT NULL THEN NEW."refreshTokenExpiresAt" END);
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "connector_derive" BEFORE INSERT OR UPDATE ON "Connector"
  FOR EACH ROW EXECUTE FUNCTION "connector_derive"();

-- A secret that comes, goes or changes has its connector's row written, which derives anew.
CREATE FUNCTION "connector_secret_changed"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE "Connector" SET "troubleRank" = "troubleRank"
    WHERE "tenantId" = COALESCE(NEW."tenantId", OLD."tenantId")
      AND "id" = COALESCE(NEW."connectorId", OLD."connectorId");
  RETURN NULL;
END
$$;

CREATE TRIGGER "connector_secret_changed"
  AFTER INSERT OR DELETE OR UPDATE OF "purpose", "keyId", "expiresAt", "createdAt", "removedAt" ON "ConnectorSecret"
  FOR EACH ROW EXECUTE FUNCTION "connector_secret_changed"();

-- Derives for the rows that are there.
UPDATE "Connector" SET "troubleRank" = "troubleRank";

-- CreateIndex
CREATE INDEX "Connector_tenantId_troubleRank_troubleAt_id_idx" ON "Connector"("tenantId", "troubleRank", "troubleAt", "id");

-- CreateIndex
CREATE INDEX "Connector_tenantId_sortName_id_idx" ON "Connector"("tenantId", "sortName", "id");

-- CreateIndex
CREATE INDEX "Connector_tenantId_createdAt_id_idx" ON "Connector"("tenantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Connector_tenantId_siemType_troubleRank_troubleAt_id_idx" ON "Connector"("tenantId", "siemType", "troubleRank", "troubleAt", "id");

-- CreateIndex
CREATE INDEX "Connector_searchWords_idx" ON "Connector" USING GIN ("searchWords");

-- Relations are read, and deleted rows followed, by the connector alone.
-- DropIndex
DROP INDEX "ConnectorSecret_tenantId_connectorId_idx";

-- CreateIndex
CREATE INDEX "ConnectorSecret_connectorId_idx" ON "ConnectorSecret"("connectorId");
