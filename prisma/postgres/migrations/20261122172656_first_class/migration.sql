-- CreateTable
CREATE TABLE "Classroom" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "openCode" TEXT,
    "name" TEXT NOT NULL,
    "teacherHash" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT,

    CONSTRAINT "Classroom_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "classroomId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "v" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "time" DOUBLE PRECISION NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("classroomId","seq")
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "classroomId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("classroomId","seq")
);

-- CreateTable
CREATE TABLE "Person" (
    "classroomId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "joinedAt" BIGINT NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("classroomId","studentId")
);

-- CreateTable
CREATE TABLE "Handled" (
    "classroomId" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "commandId" TEXT NOT NULL,
    "result" TEXT NOT NULL,

    CONSTRAINT "Handled_pkey" PRIMARY KEY ("classroomId","sender","commandId")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "id" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Classroom_openCode_key" ON "Classroom"("openCode");

-- CreateIndex
CREATE INDEX "Classroom_teacherHash_createdAt_idx" ON "Classroom"("teacherHash", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Person_tokenHash_key" ON "Person"("tokenHash");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Snapshot" ADD CONSTRAINT "Snapshot_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handled" ADD CONSTRAINT "Handled_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;
