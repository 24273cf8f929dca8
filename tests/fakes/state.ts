// The state of a tablet at work: open, enrolled at a branch, a lobby manager signed in, the bank in reach.
import type { TabletState } from '../../pwa/src/device/tablet.ts'

export const DEVICE = '01935b1e-0000-7000-8000-00000000d001'
export const PERSON = '01935b1e-0000-7000-8000-00000000a001'

export function startingState(): TabletState {
  return {
    phase: 'open',
    failure: null,
    device: { id: DEVICE, no: 'T1', branch_id: 'b1', branch_name: '城东支行' },
    person: {
      id: PERSON,
      name: '周敏',
      username: 'zhoumin',
      roles: ['lobby_manager'],
      active_role: 'lobby_manager',
      branch_name: '城东支行',
      branch_no: '0113',
      language: 'zh',
    },
    grantExpiresAt: null,
    online: true,
    sessionEnded: false,
    syncing: false,
    bootstrap: null,
    counts: { waiting: 0, attention: 0, done: 0, settled: 0, conflicts: 0, drafts: 0, uploads: 0 },
    lastContact: null,
    skew: null,
    persisted: true,
    storage: { usage: 18_400_000, quota: 6_200_000_000 },
    pin: { failures: 0, lockedUntil: null },
    people: [{ id: PERSON, name: '周敏' }],
    lost: null,
    updateWaiting: false,
    quarantined: false,
  }
}
