import { expect, test } from '@playwright/test'
import { Student } from './people/student.ts'
import { Teacher } from './people/teacher.ts'

test('three students play the whole story by hand', async ({ browser }) => {
  test.setTimeout(180_000)
  const teacher = await Teacher.startClass(browser, { lesson: 'The whole story' })
  const names = ['Mia', 'Lin', 'Kai']
  const students: Student[] = []
  for (const name of names) students.push(await Student.join(browser, teacher.code, name))
  await teacher.startLesson()

  const seats = await Promise.all(students.map((s) => s.role()))
  const by = (role: string): Student => {
    const found = students[seats.indexOf(role)]
    if (!found) throw new Error(`nobody plays ${role}: ${seats.join(', ')}`)
    return found
  }
  const [client, listening, accepted] = [by('client'), by('listening'), by('accepted')]

  await listening.call('listen')
  await listening.expectState('LISTEN')

  await client.send({ flags: ['SYN'] })
  await client.expectState('SYN_SENT')
  await accepted.expectState('SYN_RCVD')

  await test.step('a wrong acknowledgment number is explained and held back', async () => {
    await accepted.send({ flags: ['SYN', 'ACK'], ack: 0 })
    await expect(accepted.page.getByTestId('feedback')).toContainText('ack')
    await expect(accepted.page.getByTestId('field-ack')).toHaveAttribute('aria-invalid', 'true')
    await expect(client.page.getByTestId('feedback')).toHaveCount(0)
  })
  await accepted.send({ flags: ['SYN', 'ACK'], ack: 1 })
  await client.expectState('ESTABLISHED')
  await client.send({ flags: ['ACK'], ack: 1 })
  await accepted.expectState('ESTABLISHED')
  await listening.call('accept')

  await client.send({ flags: ['PSH', 'ACK'], ack: 1, length: 1024 })
  await accepted.expectLast(/PSH.*1024/)
  await accepted.send({ flags: ['ACK'], ack: 1025, length: 0 })
  await client.send({ flags: ['PSH', 'ACK'], ack: 1, length: 512 })
  await accepted.expectLast(/PSH.*512/)
  await accepted.call('read')
  await accepted.send({ flags: ['PSH', 'ACK'], ack: 1537, length: 512 })
  await client.expectLast(/PSH.*512/)
  await client.send({ flags: ['ACK'], ack: 513, length: 0 })

  await client.send({ flags: ['FIN', 'ACK'], ack: 513 })
  await client.expectState('FIN_WAIT_1')
  await accepted.expectState('CLOSE_WAIT')
  await accepted.send({ flags: ['ACK'], ack: 1538, length: 0 })
  await client.expectState('FIN_WAIT_2')
  await accepted.send({ flags: ['FIN', 'ACK'], ack: 1538 })
  await accepted.expectState('LAST_ACK')
  await client.expectState('TIME_WAIT')
  await expect(client.page.getByRole('timer').first()).toContainText('2MSL')
  await client.send({ flags: ['ACK'], ack: 514 })
  await accepted.expectState('CLOSED')
  // 2MSL: 30 s of class time.
  await client.expectState('CLOSED', 45_000)

  for (const student of students) {
    await expect(student.page.getByRole('row')).not.toHaveCount(0)
  }
})
