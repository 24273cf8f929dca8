// The tablet's screens over the fake morning. The page's address says which tablet: `?state={…}` overrides its state.
import '../../pwa/src/styles/tokens.css'
import '../../pwa/src/styles/base.css'
import { followLanguage } from '../../pwa/src/i18n/index.ts'
import { ReferenceIndex, type ReferenceSet } from '../../pwa/src/reference/index.ts'
import { startTablet } from '../../pwa/src/screens/start_tablet.ts'
import { followAppearance } from '../../pwa/src/styles/appearance.ts'
import { CONFLICTS, DRAFTS, HISTORY, NOTICES, NOW, OPS, RECORDS } from './morning.ts'
import { noticeSource } from './notices.ts'
import { startingState } from './state.ts'
import { FakeTablet } from './tablet.ts'

const asked = new URLSearchParams(location.search)
const reference = new ReferenceIndex()
reference.load((await (await fetch('/reference.json')).json()) as ReferenceSet[], 'preview')
const lastContact = new Date(NOW - 42 * 60_000).toISOString()
const language = localStorage.getItem('lobbybook.language') === 'en' ? 'en' : 'zh'
const person = { ...startingState().person!, language } as const
const state = { lastContact, person, ...(JSON.parse(asked.get('state') ?? '{}') as object) }
/** All but the newest, which then arrives. */
const before = { page: { items: NOTICES.slice(1), next: null, unread: 1 }, habits: null }
const world = asked.has('empty')
  ? { records: [], ops: [], conflicts: [], drafts: [] }
  : {
      records: RECORDS,
      ops: OPS,
      conflicts: CONFLICTS,
      drafts: DRAFTS,
      history: HISTORY,
      notices: noticeSource(NOTICES, asked.has('arrives') ? before : undefined),
    }

followLanguage()
followAppearance()
startTablet(new FakeTablet({ ...world, reference, state }))
