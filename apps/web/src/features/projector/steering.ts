import { onScopeDispose } from 'vue'
import { type ProjectorView, readView } from './view.ts'

const channelName = (code: string) => `synposium.projector.${code}`

/** The dashboard's side: opens the projector page once, and after that tells the open page of this browser what to show. */
export function useProjectorSteering(code: () => string) {
  let page: Window | null = null

  return (view: ProjectorView): void => {
    const channel = new BroadcastChannel(channelName(code()))
    channel.postMessage(String(view))
    channel.close()
    if (page === null || page.closed) page = window.open(`/p/${code()}?t=${view}`, `synposium-projector-${code()}`)
  }
}

/** The projector's side: follows the dashboard of the same browser. */
export function useSteered(code: string, follow: (view: ProjectorView) => void): void {
  const channel = new BroadcastChannel(channelName(code))
  channel.onmessage = (event: MessageEvent<unknown>) => follow(readView(event.data))
  onScopeDispose(() => channel.close())
}
