-- CreateTable
CREATE TABLE "DatabaseProbe" (
    "id" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DatabaseProbe_pkey" PRIMARY KEY ("id")
);
