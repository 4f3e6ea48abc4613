import type { RefusalCode } from '@synposium/classroom'
import type { HttpErrorCode } from './http.ts'
import type { ErrorCode } from './messages.ts'

/** What a program's author reads beside the code of a refusal. Screens have sentences of their own, in their language. */
const REFUSAL_TEXTS: Readonly<Record<RefusalCode, string>> = {
  'class.ended': 'The class is over.',
  'class.no-lesson': 'No lesson is running.',
  'class.paused': 'The teacher has paused the class.',
  'class.locked-out': 'The door is locked: wait until the teacher lets you in.',
  'class.full': 'The class is full.',
  'command.forbidden': 'This connection has no right to do that.',
  'student.unknown': 'There is no student with that id in this class.',
  'student.removed': 'The teacher has removed this student.',
  'seat.unknown': 'There is no seat with that id.',
  'seat.taken': 'Somebody else has this seat.',
  'seat.not-free-choice': 'Seats are dealt by the teacher in this class.',
  'seat.none': 'You have no seat.',
  'socket.unknown': 'There is no socket with that id.',
  'socket.not-yours': 'Your seat does not play this socket.',
  'socket.autopilot': 'The autopilot plays this socket at the moment.',
  'lesson.unknown': 'There is no lesson with that id.',
  'lesson.not-running': 'No lesson is running.',
  'lesson.running': 'Stop the running lesson first.',
  'hint.off': 'The teacher has switched hints off.',
  'hint.nothing': 'There is no refused segment to explain.',
  'call.refused': 'The call is not possible now.',
  'draft.out-of-range': 'A number does not fit into its field.',
}

const ERROR_TEXTS: Readonly<Record<ErrorCode, string>> = {
  'message.not-json': 'The message is not JSON.',
  'message.invalid': 'The message does not fit its schema.',
  'message.too-large': 'The message is too large.',
  'message.too-many': 'Too many messages: wait a moment.',
  'hello.first': 'The first message must be hello.',
  'hello.twice': 'This connection has said hello already.',
  'version.unsupported': 'This version of the messages is not spoken here: reload the page or update the program.',
  'token.unknown': 'Nobody has this seat token.',
  'class.unknown': 'There is no open class like that.',
  'teacher.required': 'This needs the browser (or the cookie) that made the class.',
  internal: 'The server made a mistake and has noted it.',
}

const HTTP_ERROR_TEXTS: Readonly<Record<HttpErrorCode, string>> = {
  'request.invalid': 'The request does not fit its schema.',
  'request.too-large': 'The request is too large.',
  'request.too-many': 'Too many requests: wait a moment.',
  'request.foreign-origin': 'Requests from other sites are not accepted.',
  'route.unknown': 'There is nothing at this address.',
  'class.unknown': 'There is no open class with that code.',
  'class.locked-out': 'The door of this class is locked.',
  'name.taken': 'Somebody in this class has that name.',
  'name.unsuitable': 'That name is not suitable for a class.',
  'name.length': 'A name has 1 to 16 characters.',
  'teacher.required': 'This needs the browser (or the cookie) that made the class.',
  internal: 'The server made a mistake and has noted it.',
}

export const refusalText = (code: RefusalCode): string => REFUSAL_TEXTS[code]
export const errorText = (code: ErrorCode): string => ERROR_TEXTS[code]
export const httpErrorText = (code: HttpErrorCode): string => HTTP_ERROR_TEXTS[code]
