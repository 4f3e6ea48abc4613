import { REFUSALS } from '@synposium/classroom'
import { HTTP_ERROR_CODES } from '@synposium/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { ApiError } from '../session/api.ts'
import { mountIn } from '../testing/mount-in.ts'
import { useErrorText } from './error-text.ts'

describe.each(['en', 'zh-CN'] as const)('sentences for what went amiss in %s', (language) => {
  let texts: ReturnType<typeof useErrorText>
  const Probe = defineComponent({
    setup() {
      texts = useErrorText()
      return () => null
    },
  })
  afterEach(() => {
    document.body.innerHTML = ''
  })

  it('has one for every HTTP error and none shows a code', async () => {
    await mountIn(language, Probe)
    for (const code of HTTP_ERROR_CODES) {
      const text = texts.ofError(new ApiError(code))
      expect(text).not.toContain(code)
      expect(text.length).toBeGreaterThan(4)
    }
    expect(texts.ofError(new ApiError('offline'))).not.toBe(texts.ofError(new ApiError('internal')))
  })

  it('has one for every refusal, and a plain one for a code it does not know', async () => {
    await mountIn(language, Probe)
    const unknown = texts.ofRefusal('not.a-code')
    expect(unknown).not.toContain('feedback')
    for (const code of REFUSALS) expect(texts.ofRefusal(code)).not.toBe(unknown)
  })
})
