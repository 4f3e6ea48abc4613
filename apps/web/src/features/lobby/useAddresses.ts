import { computed, ref, shallowRef } from 'vue'
import { api } from '../../session/api.ts'
import { joinAddresses } from './join-address.ts'

const known = shallowRef<readonly string[]>([])
const chosen = ref<string | null>(null)
let asked = false

/** The addresses of this server and the one that the screens of this browser show. Asked for once. */
export function useAddresses() {
  if (!asked) {
    asked = true
    api.addresses().then(
      (answer) => {
        known.value = answer.urls
      },
      () => {
        // Without an answer the page's own address stands.
        asked = false
      },
    )
  }
  const all = computed(() => joinAddresses(location.origin, known.value))
  const address = computed({
    get: () => (chosen.value && all.value.includes(chosen.value) ? chosen.value : (all.value[0] ?? location.origin)),
    set: (url: string) => {
      chosen.value = url
    },
  })
  return { all, address }
}
