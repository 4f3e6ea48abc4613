import { type Ref, ref, watch } from 'vue'

const STORED = 'synposium.hide-names'
const hidden = ref(sessionStorage.getItem(STORED) === 'yes')
watch(hidden, (on) => sessionStorage.setItem(STORED, on ? 'yes' : 'no'))

/** Whether this screen leaves names out, for a teacher whose dashboard is what the class sees. The projector page has its own option. */
export const useHiddenNames = (): Ref<boolean> => hidden
