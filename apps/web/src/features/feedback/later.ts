import { defineAsyncComponent } from 'vue'
import { needSentences } from '../../i18n/index.ts'

const card = () => import('./FeedbackCard.vue')
const note = () => import('./AcceptedNote.vue')

/** Fetches the explanations beside a table that already works, so that they are there when the first one is needed. */
export async function expectFeedback(): Promise<void> {
  await Promise.all([needSentences('explanations'), card(), note()])
}

export const FeedbackCard = defineAsyncComponent(() => needSentences('explanations').then(card))
export const AcceptedNote = defineAsyncComponent(() => needSentences('explanations').then(note))
