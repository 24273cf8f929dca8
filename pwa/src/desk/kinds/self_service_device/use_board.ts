// The board's readings, from the server, again while somebody looks at them.
import { computed, onMounted, ref, shallowRef } from 'vue'
import { bankDay } from '@/i18n'
import { monthOf, patrolsOf, standings, type Held } from '@/self_service_device/board'
import type { DeskState } from '../../desk_state'
import { usePolling } from '../../use_polling'
import type { Page, RecordItem } from '../../shapes'

const [DEVICES, FAULTS, ROUNDS] = ['self_service_device', 'fault_ticket', 'inspection']
const GONE = new Set(['retired', 'voided'])
const SECONDS = 30
const MANY = 200

export interface HeldItem extends Held {
  row: RecordItem
}

export function useBoard(desk: DeskState) {
  const read = shallowRef<{ devices: HeldItem[]; faults: HeldItem[]; rounds: HeldItem[]; at: number } | null>(null)
  const failure = ref('')

  async function again(): Promise<void> {
    try {
      const today = bankDay(desk.now.value)
      const [devices, faults, rounds] = await Promise.all([
        listed(desk, { kind: DEVICES }),
        listed(desk, { kind: FAULTS }),
        listed(desk, { kind: ROUNDS, from: today, to: today }),
      ])
      read.value = { devices: devices.filter(({ row }) => !GONE.has(row.status)), faults, rounds, at: desk.now.value }
      failure.value = ''
    } catch (problem) {
      failure.value = desk.failed(problem)
    }
  }

  const lines = computed(() => {
    const { devices, faults } = read.value ?? { devices: [], faults: [] }
    return standings(devices, faults).map((each) => ({ ...each, month: monthOf(each.shown, faults, desk.now.value) }))
  })
  const patrols = computed(() => patrolsOf(read.value?.rounds ?? [], desk.now.value))
  onMounted(() => void again())
  usePolling(() => void again(), SECONDS)
  return { read, failure, again, lines, patrols }
}

async function listed(desk: DeskState, query: Record<string, string | undefined>): Promise<HeldItem[]> {
  const page = await desk.session.api.get<Page<RecordItem>>('/api/records', { ...query, limit: MANY })
  return page.items.map((row) => ({ row, no: row.no ?? '' }))
}
