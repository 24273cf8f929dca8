// The device a form is about: read from its label, or picked; what is known of it on this tablet.
import { ref, shallowRef, watch } from 'vue'
import type { Shown } from '@/device/tablet'
import type { FormState } from '@/forms'
import { recordOfLabel } from '@/scan'
import { useTablet } from '../../tablet_view'

const FIELD = 'machine_id'
export type ScanFault = 'not_label' | 'unknown'

/** `kind` is the kind of record that such a label names. A number typed by hand is looked for among them. */
export function useDevice(form: FormState, kind: string) {
  const { tablet } = useTablet()
  const device = shallowRef<Shown | null>(null)
  const isScanning = ref(false)
  const fault = ref<ScanFault | null>(null)

  watch(
    () => form.values[FIELD],
    async (id) => {
      const found = typeof id === 'string' ? await tablet.record(id) : null
      if (form.values[FIELD] === id) device.value = found
    },
    { immediate: true },
  )

  async function found(text: string) {
    const id = recordOfLabel(text)
    const shown = id ? await tablet.record(id) : await byNumber(text)
    fault.value = shown?.row.kind === kind ? null : id ? 'unknown' : 'not_label'
    if (fault.value !== null || !shown) return
    form.set(FIELD, shown.row.id)
    isScanning.value = false
  }

  async function byNumber(text: string): Promise<Shown | null> {
    const hits = await tablet.search(text, 20)
    return hits.find((each) => each.row.kind === kind && each.row.values.device_no === text.toUpperCase()) ?? null
  }

  function scan() {
    fault.value = null
    isScanning.value = true
  }
  return { device, isScanning, fault, found, scan }
}
