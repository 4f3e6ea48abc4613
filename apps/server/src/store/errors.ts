/** An open class has this code already: draw another one. */
export class CodeTaken extends Error {
  override readonly name = 'CodeTaken'
  constructor(readonly code: string) {
    super(`an open class has the code ${code}`)
  }
}

/** The person was erased or never joined this class. */
export class NoSuchPerson extends Error {
  override readonly name = 'NoSuchPerson'
  constructor(
    readonly classroomId: string,
    readonly studentId: string,
  ) {
    super(`class ${classroomId} has no person ${studentId}`)
  }
}

/** Another process works with this data directory. The message says which, and what to do. */
export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse'
}

/** The database cannot be opened: no such server, no rights, a broken file. The message says which, and what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** The database's history and this version's migrations do not fit together. The message says where, and what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}
