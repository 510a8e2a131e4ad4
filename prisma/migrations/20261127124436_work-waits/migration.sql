-- AlterTable
ALTER TABLE "ConsentFlow" ADD COLUMN     "wait" JSONB;
