// Our own line icons on a grid of 24, drawn as one path each. A kind names its icon; a name we do not know gets `record`.
export const ICONS = {
  today: 'M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4',
  plus: 'M12 5v14M5 12h14',
  ledger: 'M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h4',
  record: 'M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h4',
  book: 'M12 6.5C10 5 7 4.5 4 4.5v13c3 0 6 .5 8 2 2-1.5 5-2 8-2v-13c-3 0-6 .5-8 2zM12 6.5v13',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.8 3.8-5.5 7.5-5.5s6.7 1.7 7.5 5.5',
  sync: 'M4.5 11A7.6 7.6 0 0 1 18 6.8L20 9M20 4.5V9h-4.5M19.5 13A7.6 7.6 0 0 1 6 17.2L4 15M4 19.5V15h4.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2v.3',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5M12 7.7v.3',
  offline: 'M9.5 6.5A6 6 0 0 1 17.3 10 4 4 0 0 1 19 17.2M16 18H7a4.2 4.2 0 0 1-.8-8.3M4 4l16 16',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  backspace: 'M9 6h11v12H9l-6-6zM12.5 9.5l5 5M17.5 9.5l-5 5',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  phone:
    'M6 4h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.7 1.5A15.5 15.5 0 0 1 4.5 5.7 1.5 1.5 0 0 1 6 4z',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  consultation: 'M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5',
  lost: 'M5 8h14l1 12H4zM9 8V6.5a3 3 0 0 1 6 0V8M9.5 13a2.5 2.5 0 0 1 5 0c0 1.5-2.5 1.7-2.5 3.2M12 18v.2',
  ticket: 'M3.5 11.5 20.5 4l-5 16-4-6.5zM11.5 13.5 20.5 4',
  send: 'M3.5 11.5 20.5 4l-5 16-4-6.5zM11.5 13.5 20.5 4',
  tablet: 'M6 3h12v18H6zM11 18h2',
  globe: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c4.5 5 4.5 12 0 17M12 3.5c-4.5 5-4.5 12 0 17',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  leave: 'M13 4H5v16h8M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  key: 'M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h9M18 12v3M21 12v2',
  draft: 'M5 4h14v16H5zM9 12h.01M12 12h.01M15 12h.01',
  history: 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4l3 2',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14',
  inbox: 'M4 13.5 7 5h10l3 8.5V19H4zM4 13.5h5l1 2.5h4l1-2.5h5',
  filter: 'M4 6h16M7 12h10M10 18h4',
} as const

export type IconName = keyof typeof ICONS

export function iconNamed(name: string): IconName {
  return name in ICONS ? (name as IconName) : 'record'
}
