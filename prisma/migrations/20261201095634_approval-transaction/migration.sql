-- AlterTable
ALTER TABLE "Approval" ADD COLUMN     "stateHash" TEXT;
