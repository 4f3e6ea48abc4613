import { effectiveMss, sendEdge, usableWindow } from '../../sending/limits.ts'
import { add, lt } from '../../seq.ts'
import { leastPointer, mssFits, urgentHasData, urgentPointerFits, windowFits, windowLimit } from '../form.ts'
import type { Reading } from '../reading.ts'
import { type Check, check } from './check.ts'

const mss = ({ tcb, segment, context }: Reading): number => effectiveMss(tcb, context.settings, segment)

/** Only behind the SYN: what a SYN may carry is not judged by a window that is not known yet. */
const beyondWindow = ({ tcb, segment, syn, rst, dataEnd }: Reading): boolean =>
  segment.length > 0 && !syn && !rst && lt(sendEdge(tcb), dataEnd)

/** An empty pipe lets one byte through as a probe; with something in flight nothing new may go. */
const probeLength = ({ tcb }: Reading): number => (tcb.sndUna === tcb.sndNxt ? 1 : 0)

/** Sizes, options and the urgent pointer. */
export const LIMITS: readonly Check[] = [
  check('data.exceeds-mss', ['length'], (r) => !r.rst && r.segment.length > mss(r), mss),
  check(
    'data.zero-window',
    ['length', 'segment', 'seq'],
    (r) => r.tcb.sndWnd === 0 && beyondWindow(r),
    (r, field) => (field === 'segment' ? undefined : field === 'seq' ? add(r.tcb.sndUna, -1) : probeLength(r)),
  ),
  check('data.beyond-window', ['length', 'seq'], beyondWindow, (r, field) =>
    field === 'length' ? usableWindow(r.tcb) : undefined,
  ),
  check(
    'mss.without-syn',
    ['options'],
    (r) => r.segment.mss !== undefined && !r.syn,
    () => undefined,
  ),
  check(
    'mss.invalid',
    ['options'],
    (r) => !mssFits(r),
    ({ tcb }) => tcb.ownMss,
  ),
  check('window.too-big', ['window'], (r) => !windowFits(r), windowLimit),
  check('urgent.without-data', ['flags'], (r) => !urgentHasData(r)),
  check('urgent.pointer', ['urgent'], (r) => !urgentPointerFits(r), leastPointer),
]
