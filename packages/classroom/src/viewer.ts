import type { StudentId } from './names.ts'

/** Who looks. The teacher sees everything, a student their own mistakes, the projector nobody's. */
export type Viewer =
  | { readonly kind: 'teacher' }
  | { readonly kind: 'student'; readonly id: StudentId }
  | { readonly kind: 'projector' }
