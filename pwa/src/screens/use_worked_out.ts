// A form's values with what follows from the records they name, before anything is saved: what a step on them would be judged by.
import { computed, ref, watch, type ComputedRef } from 'vue'
import { linkedValues } from '@sync/client/linked_rows.ts'
import type { Kind, Values } from '@/contract'
import { occasionOf } from '@/reference/occasion'
import { useTablet } from './tablet_view'

export function useWorkedOut(kind: Kind, values: () => Values): ComputedRef<Values> {
  const { tablet, turn, reading } = useTablet()
  const found = ref<Values>({})
  const named = () => kind.derived.map((each) => values()[each.arguments.of ?? ''])
  const read = async (id: string) => (await tablet.record(id))?.row

  watch(
    [named, turn],
    async ([asked]) => {
      const occasion = occasionOf(new Date().toISOString(), tablet.reference())
      const answer = await reading(() => linkedValues(kind.derived, values(), read, occasion))
      // Somebody else may have been chosen meanwhile.
      if (answer && JSON.stringify(asked) === JSON.stringify(named())) found.value = answer
    },
    { immediate: true },
  )
  return computed(() => ({ ...values(), ...found.value }))
}
