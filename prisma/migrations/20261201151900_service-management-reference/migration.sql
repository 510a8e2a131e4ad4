-- AlterTable
ALTER TABLE "Connector" ADD COLUMN     "serviceManagementReference" TEXT;
