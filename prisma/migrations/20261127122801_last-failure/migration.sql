-- AlterTable
ALTER TABLE "Connector" ADD COLUMN     "failure" JSONB;
