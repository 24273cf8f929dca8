// Which pages of the desk somebody meets: decided by permissions alone, so a new role needs nothing here.

type PlaceMessage =
  | 'inbox'
  | 'records'
  | 'confirm'
  | 'conflicts'
  | 'documents'
  | 'tablets'
  | 'reference'
  | 'screening'
  | 'overview'
  | 'day_closing'
  | 'kpis'
  | 'load'
  | 'audit'
  | 'users'
  | 'branches'
  | 'calendar'

export interface Place {
  name:
    | 'desk-inbox'
    | 'desk-records'
    | 'desk-confirm'
    | 'desk-conflicts'
    | 'desk-documents'
    | 'desk-tablets'
    | 'desk-reference'
    | 'desk-screening'
    | 'desk-overview'
    | 'desk-day'
    | 'desk-kpis'
    | 'desk-load'
    | 'desk-audit'
    | 'desk-users'
    | 'desk-branches'
    | 'desk-calendar'
  path: string
  permission: string
  /** Permissions that make this the page the person works on, so it opens first. */
  home: readonly string[]
  /** Who holds this one has a better page for the same thing. */
  unless?: string
  /** Only people of this department have a use for it. */
  department?: string
  icon: string
  message: PlaceMessage
}

/** In the order of the rail; the first whose `home` the person holds opens after sign-in. */
export const PLACES: readonly Place[] = [
  {
    name: 'desk-inbox',
    path: '/desk/inbox',
    permission: 'inbox.read',
    home: ['inbox.read'],
    icon: 'inbox',
    message: 'inbox',
  },
  {
    name: 'desk-load',
    path: '/desk/load',
    permission: 'inbox.read',
    home: [],
    icon: 'load',
    message: 'load',
  },
  {
    name: 'desk-overview',
    path: '/desk/overview',
    permission: 'overview.read',
    home: ['overview.read'],
    icon: 'overview',
    message: 'overview',
  },
  {
    name: 'desk-kpis',
    path: '/desk/kpis',
    permission: 'kpis.read',
    home: [],
    icon: 'chart',
    message: 'kpis',
  },
  {
    name: 'desk-records',
    path: '/desk/records',
    permission: 'records.read',
    home: ['records.unmask'],
    unless: 'inbox.read',
    icon: 'ledger',
    message: 'records',
  },
  {
    name: 'desk-confirm',
    path: '/desk/confirm',
    permission: 'records.confirm',
    home: ['records.confirm'],
    icon: 'check',
    message: 'confirm',
  },
  {
    name: 'desk-conflicts',
    path: '/desk/conflicts',
    permission: 'conflicts.resolve',
    home: [],
    icon: 'warn',
    message: 'conflicts',
  },
  {
    name: 'desk-day',
    path: '/desk/day',
    permission: 'day.read',
    home: [],
    icon: 'closing',
    message: 'day_closing',
  },
  {
    name: 'desk-documents',
    path: '/desk/documents',
    permission: 'documents.read',
    home: ['documents.read'],
    icon: 'file',
    message: 'documents',
  },
  {
    name: 'desk-users',
    path: '/desk/users',
    permission: 'users.edit',
    home: ['users.edit'],
    icon: 'people',
    message: 'users',
  },
  {
    name: 'desk-branches',
    path: '/desk/branches',
    permission: 'branches.edit',
    home: [],
    icon: 'bank',
    message: 'branches',
  },
  {
    name: 'desk-tablets',
    path: '/desk/tablets',
    permission: 'devices.read',
    home: ['devices.read'],
    icon: 'tablet',
    message: 'tablets',
  },
  {
    name: 'desk-calendar',
    path: '/desk/calendar',
    permission: 'settings.edit',
    home: [],
    icon: 'today',
    message: 'calendar',
  },
  {
    name: 'desk-audit',
    path: '/desk/audit',
    permission: 'audit.read',
    home: [],
    icon: 'audit',
    message: 'audit',
  },
  {
    name: 'desk-reference',
    path: '/desk/reference',
    permission: 'reference.edit',
    home: [],
    icon: 'book',
    message: 'reference',
  },
  {
    name: 'desk-screening',
    path: '/desk/screening',
    permission: 'screening.keep',
    home: [],
    department: 'compliance_dept',
    icon: 'aml',
    message: 'screening',
  },
]

export function placesFor(permissions: readonly string[], department: string | null = null): Place[] {
  const holds = (permission: string | undefined) => permission !== undefined && permissions.includes(permission)
  const concerns = (place: Place) => place.department === undefined || place.department === department
  return PLACES.filter((place) => holds(place.permission) && !holds(place.unless) && concerns(place))
}

/** Where the person's day starts; null for somebody who may see nothing of the desk. */
export function homeFor(permissions: readonly string[]): Place | null {
  const open = placesFor(permissions)
  return open.find((place) => place.home.some((permission) => permissions.includes(permission))) ?? open[0] ?? null
}
