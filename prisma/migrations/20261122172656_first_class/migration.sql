-- CreateTable
CREATE TABLE "Classroom" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "openCode" TEXT,
    "name" TEXT NOT NULL,
    "teacherHash" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT
);

-- CreateTable
CREATE TABLE "Event" (
    "classroomId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "v" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "time" REAL NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("classroomId", "seq"),
    CONSTRAINT "Event_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "classroomId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("classroomId", "seq"),
    CONSTRAINT "Snapshot_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "classroomId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "joinedAt" BIGINT NOT NULL,

    PRIMARY KEY ("classroomId", "studentId"),
    CONSTRAINT "Person_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Handled" (
    "classroomId" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "commandId" TEXT NOT NULL,
    "result" TEXT NOT NULL,

    PRIMARY KEY ("classroomId", "sender", "commandId"),
    CONSTRAINT "Handled_classroomId_fkey" FOREIGN KEY ("classroomId") REFERENCES "Classroom" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Classroom_openCode_key" ON "Classroom"("openCode");

-- CreateIndex
CREATE INDEX "Classroom_teacherHash_createdAt_idx" ON "Classroom"("teacherHash", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Person_tokenHash_key" ON "Person"("tokenHash");
