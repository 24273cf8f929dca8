// A page reads again for as long as it stands.
import { onBeforeUnmount, onMounted } from 'vue'
import { poll } from './polling'

export function usePolling(read: () => void, seconds: number): void {
  let stop = () => {}
  onMounted(() => (stop = poll(read, seconds)))
  onBeforeUnmount(() => stop())
}
