export { CodeTaken, DataDirInUse, MigrationRefused, NoSuchPerson, StoreUnavailable } from './errors.ts'
export { openStore } from './open-store.ts'
export type {
  Append,
  AppendResult,
  ClassRow,
  Handled,
  NewClassRow,
  PersonRow,
  Snapshot,
  Store,
  StoredEvent,
  StoreOptions,
} from './store.ts'
export { hashToken, newToken } from './token.ts'
