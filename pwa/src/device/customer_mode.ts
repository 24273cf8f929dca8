// Whether this tablet is in a customer's hands. It is known before anything is read, and outlives a reload: a page that comes
// back asks for the PIN and shows nothing of the bank's staff. It says no more than that.
const NAME = 'lobbybook.customer'

export function isHandedOver(): boolean {
  return localStorage.getItem(NAME) !== null
}

export function noteHandedOver(yes: boolean): void {
  if (yes) localStorage.setItem(NAME, 'yes')
  else localStorage.removeItem(NAME)
}
