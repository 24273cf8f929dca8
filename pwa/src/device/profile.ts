// What the tablet remembers of a person who signed in on it. Sealed under a key that no script can read.
import type { Person } from './tablet'

export interface OfflineGrant {
  grant_id: string
  expires_at: string
  roles: readonly string[]
}

export interface Profile {
  person: Person
  grant: OfflineGrant
  /** base64url; half of what a PIN needs. Forgotten with the PIN after too many wrong ones. */
  share: string | null
  /** Milliseconds since 1970 of the last time this person opened the tablet. */
  seen_at: number
}
