import type { LessonId } from '@synposium/classroom'
import { PROTOCOL_VERSION } from '@synposium/protocol'
import { api } from '../../session/api.ts'
import { openConnection } from '../../session/connection.ts'
import type { Identity } from '../../session/identity.ts'
import { newCommandId } from '../../session/session.ts'

const GIVE_UP = 10_000

/** Starts the lesson of a class that this browser has just made, over a connection of its own that is closed again. */
function startLesson(classId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void) => {
      clearTimeout(timer)
      connection.close()
      act()
    }
    const timer = setTimeout(() => done(() => reject(new Error('no-answer'))), GIVE_UP)
    const connection = openConnection({
      onOpen: () => connection.send({ type: 'hello', version: PROTOCOL_VERSION, teacher: classId }),
      onClose: () => {},
      onMessage: (message) => {
        if (message.type === 'welcome')
          connection.send({ type: 'command', id: newCommandId(), command: { type: 'lesson.start' } })
        else if (message.type === 'ack') done(message.ok ? resolve : () => reject(new Error(message.refusal.code)))
        else if (message.type === 'error' || message.type === 'bye') done(() => reject(new Error('refused')))
      },
    })
  })
}

type JoinClass = (code: string, name: string, practice: boolean) => Promise<Identity | null>

/** A class for one: made, joined and started at once. Resolves to its code, or to null when the name was not taken. */
export async function makePractice(
  className: string,
  lesson: LessonId,
  name: string,
  join: JoinClass,
): Promise<string | null> {
  const made = await api.createClass({ name: className, lesson, plan: 'solo' })
  if (!(await join(made.code, name, true))) return null
  await startLesson(made.id)
  return made.code
}
