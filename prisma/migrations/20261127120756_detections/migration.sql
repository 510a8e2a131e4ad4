-- AlterTable
ALTER TABLE "Connector" ADD COLUMN     "detections" BOOLEAN NOT NULL DEFAULT false;
