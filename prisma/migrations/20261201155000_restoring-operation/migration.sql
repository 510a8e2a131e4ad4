-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "restoring" BOOLEAN NOT NULL DEFAULT false;
