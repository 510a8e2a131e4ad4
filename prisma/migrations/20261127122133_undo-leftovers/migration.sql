-- AlterTable
ALTER TABLE "ConsentFlow" ADD COLUMN     "leftovers" JSONB;
