/** Holds the random token that owns a teacher's classes. */
export const TEACHER_COOKIE = 'synposium_teacher'
