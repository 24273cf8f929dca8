// The readings behind the device board, its card on 今日 and a device's own panel.
import { computed } from 'vue'
import { useNow, useReading, useTablet } from '../../tablet_view'
import { patrolsOf, standings } from '@/self_service_device/board'

const [DEVICES, FAULTS, ROUNDS] = ['self_service_device', 'fault_ticket', 'inspection']
const MANY = 200

export function useBoard() {
  const { tablet } = useTablet()
  const now = useNow()
  const devices = useReading(() => tablet.records({ kind: DEVICES, limit: MANY }), [])
  const faults = useReading(() => tablet.records({ kind: FAULTS, limit: MANY }), [])
  const rounds = useReading(() => tablet.records({ kind: ROUNDS, limit: 60 }), [])
  return {
    now,
    ready: devices.ready,
    devices: computed(() =>
      standings(
        devices.value.value.filter(({ row }) => row.status !== 'retired' && row.status !== 'voided'),
        faults.value.value,
      ),
    ),
    patrols: computed(() => patrolsOf(rounds.value.value, now.value)),
  }
}
