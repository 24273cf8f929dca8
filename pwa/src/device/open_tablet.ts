// Opens the device. What is wrong with this tablet is a phase that is shown, never an empty page: so is that it still opens.
import { DeviceTablet } from './device_tablet'
import { Machine } from './machine'
import { Board } from './state'
import type { Tablet } from './tablet'
import { Updates } from './updates'

export function openTablet(): Tablet {
  const board = new Board()
  const updates = new Updates((updateWaiting) => board.set({ updateWaiting }))
  const machine = new Machine(board)
  void machine.start().then(() => {
    // Development serves no worker; a browser that refuses one still has the app while it is online.
    if (import.meta.env.PROD) void updates.watch().catch(() => undefined)
  })
  return new DeviceTablet(board, updates, machine)
}
