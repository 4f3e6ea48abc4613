import type { Recorded, StudentId } from '@synposium/classroom'

/** What a new class needs. `code` must be free among the open classes; `teacherHash`: `hashToken` of the owner's token. */
export interface NewClassRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly teacherHash: string
  /** Wall time in ms since 1970, as every time in this file. */
  readonly createdAt: number
}

export interface ClassRow extends NewClassRow {
  /** Null while the class is open. */
  readonly endedAt: number | null
}

/** The facts of one command of one class, to be stored all or not at all. */
export interface Append {
  readonly classroomId: string
  /** The last event that the writer has seen; the first of `events` has the next number. */
  readonly expectedSeq: number
  /** May be empty when only the answer to a command is to be kept. */
  readonly events: readonly Recorded[]
  /** The answer to the command, kept so that a resend is answered alike. */
  readonly handled?: Handled
}

export interface Handled {
  readonly sender: string
  readonly commandId: string
  /** Any JSON value. */
  readonly result: unknown
}

/**
 * stored: on disk. conflict: another writer was first (or the class is unknown); nothing of this entry was stored, read the
 * missing tail and decide again. repeated: this sender's command was stored before; nothing was stored now, answer with `handled`.
 */
export type AppendResult = 'stored' | 'conflict' | 'repeated'

/** An event as it lies in the database: `event` may have the shape of an older version `v`; `upcast` lifts it. */
export interface StoredEvent {
  readonly seq: number
  readonly v: number
  readonly at: number
  readonly time: number
  readonly event: unknown
}

export interface Snapshot {
  /** The last event that it includes. */
  readonly seq: number
  /** Any JSON value. */
  readonly body: unknown
}

/** Names and tokens live here and nowhere else, so that a student can be erased. */
export interface PersonRow {
  readonly classroomId: string
  readonly studentId: StudentId
  readonly name: string
  /** `hashToken` of the seat token. */
  readonly tokenHash: string
  readonly joinedAt: number
}

/** Where classes live. Every promise of a write settles only when the write is on disk. */
export interface Store {
  /** Throws CodeTaken when an open class has this code. */
  createClass(row: NewClassRow): Promise<void>
  /** The open class with this code; an ended class is not found by its code any more. */
  classByCode(code: string): Promise<ClassRow | null>
  classById(id: string): Promise<ClassRow | null>
  /** Newest first, ended ones included. */
  classesOfTeacher(teacherHash: string): Promise<readonly ClassRow[]>
  openClasses(): Promise<readonly ClassRow[]>
  /** Frees the code. Ending a class again changes nothing. */
  endClass(id: string, at: number): Promise<void>

  /**
   * Stores many commands of many classes in one transaction (group commit). Entries of one class must be in order; the result
   * has one outcome for each entry, in order. An entry that fails takes with it only the later ones of its class that build on it.
   * Throws when the database cannot be written: then nothing of the batch is stored.
   */
  append(batch: readonly Append[]): Promise<readonly AppendResult[]>
  /** Events with a number greater than `seq`, in order, at most `limit`. */
  eventsAfter(classroomId: string, seq: number, limit: number): Promise<readonly StoredEvent[]>
  /** The newest snapshot; with `before`, the newest that ends before this number (the one to fall back on). */
  latestSnapshot(classroomId: string, before?: number): Promise<Snapshot | null>
  /** Keeps the last two of the class. */
  saveSnapshot(classroomId: string, snapshot: Snapshot): Promise<void>
  /** The answer that was given to a command; null: never handled. */
  handled(classroomId: string, sender: string, commandId: string): Promise<Handled | null>

  addPerson(person: PersonRow): Promise<void>
  /** In the order of joining. */
  people(classroomId: string): Promise<readonly PersonRow[]>
  personByToken(tokenHash: string): Promise<PersonRow | null>
  /** Throws NoSuchPerson, as does rotateToken. */
  renamePerson(classroomId: string, studentId: StudentId, name: string): Promise<void>
  /** The old token is worth nothing from then on. */
  rotateToken(classroomId: string, studentId: StudentId, tokenHash: string): Promise<void>
  /** Removes name and token; events keep the bare id. Erasing again changes nothing. */
  erasePerson(classroomId: string, studentId: StudentId): Promise<void>

  /** Whether a write reaches the disk now. Never throws; answers false after 3 s without an answer. */
  healthy(): Promise<boolean>
  /** Waits for what is under way, then lets go of the database. */
  close(): Promise<void>
}

export interface StoreOptions {
  /** Directory of the embedded database; made when missing. Unused with `databaseUrl`. */
  readonly dataDir: string
  /** `postgresql://…`: use this database in place of the embedded one. */
  readonly databaseUrl?: string
}
