-- AlterTable
ALTER TABLE "Connector" ADD COLUMN     "incidents" BOOLEAN NOT NULL DEFAULT false;
