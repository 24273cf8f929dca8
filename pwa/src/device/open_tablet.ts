// Opens the device. It always resolves: what is wrong with this tablet is a phase that is shown, never an empty page.
import { DeviceTablet } from './device_tablet'
import { Machine } from './machine'
import { Board } from './state'
import type { Tablet } from './tablet'
import { Updates } from './updates'

export async function openTablet(): Promise<Tablet> {
  const board = new Board()
  const updates = new Updates((updateWaiting) => board.set({ updateWaiting }))
  const machine = new Machine(board)
  await machine.start()
  // Development serves no worker; a browser that refuses one still has the app while it is online.
  if (import.meta.env.PROD) void updates.watch().catch(() => undefined)
  return new DeviceTablet(board, updates, machine)
}
