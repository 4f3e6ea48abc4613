import { afterEach, describe, expect, it } from 'vitest'
import { mountIn } from '../../testing/mount-in.ts'
import CodeForm from './CodeForm.vue'
import NameForm from './NameForm.vue'

afterEach(() => {
  document.body.innerHTML = ''
})

describe.each([
  ['en', 'A code has three letters and three digits, like KPT 482.'],
  ['zh-CN', '课堂码是三个字母加三个数字，例如 KPT 482。'],
] as const)('CodeForm in %s', (language, shape) => {
  it('takes a code as people type it', async () => {
    const form = await mountIn(language, CodeForm)
    await form.get('input').setValue(' kpt-482 ')
    await form.get('form').trigger('submit')
    expect(form.emitted('submit')).toEqual([['KPT482']])
  })

  it.each(['', 'KPT', 'KPT48A', 'KPT4822'])('explains “%s” in place, and asks for nothing', async (typed) => {
    const form = await mountIn(language, CodeForm)
    await form.get('input').setValue(typed)
    await form.get('form').trigger('submit')
    const input = form.get('input')
    expect(form.emitted('submit')).toBeUndefined()
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(form.get(`#${input.attributes('aria-describedby')}`).text()).toBe(shape)
    expect(document.activeElement).toBe(input.element)
  })

  it('drops the complaint with the next keystroke', async () => {
    const form = await mountIn(language, CodeForm)
    await form.get('form').trigger('submit')
    await form.get('input').setValue('K')
    expect(form.get('input').attributes('aria-invalid')).toBe('false')
  })

  it('shows what the server says beside the field', async () => {
    const form = await mountIn(language, CodeForm)
    await form.setProps({ error: 'No class with that code.' })
    expect(form.get('[role=status]').text()).toBe('No class with that code.')
    expect(document.activeElement).toBe(form.get('input').element)
  })
})

describe('NameForm', () => {
  it('asks for a name before it sends anything', async () => {
    const form = await mountIn('en', NameForm)
    await form.get('input').setValue('   ')
    await form.get('form').trigger('submit')
    expect(form.emitted('submit')).toBeUndefined()
    expect(form.get('[role=status]').text()).toBe('Type a name first.')
  })

  it('sends the name without the blanks around it, in any script', async () => {
    const form = await mountIn('zh-CN', NameForm)
    await form.get('input').setValue(' 陈明 ')
    await form.get('form').trigger('submit')
    expect(form.emitted('submit')).toEqual([['陈明']])
  })

  it('offers a free name near a taken one as one tap', async () => {
    const form = await mountIn('en', NameForm, { error: 'There is already someone called that.', suggestion: 'Lin 2' })
    await form.get('button[type=button]').trigger('click')
    expect(form.emitted('submit')).toEqual([['Lin 2']])
    expect(form.get('input').element.value).toBe('Lin 2')
  })

  it('sends once while it is busy', async () => {
    const form = await mountIn('en', NameForm, { busy: true })
    await form.get('input').setValue('Lin')
    await form.get('form').trigger('submit')
    expect(form.emitted('submit')).toBeUndefined()
  })
})
