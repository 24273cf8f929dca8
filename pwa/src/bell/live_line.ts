// The desk's live line: one page of the browser holds it and tells the others. It says only that there is something to read.

const LINE = '/api/notices/live'
const NAME = 'lobbybook-notices'
const AGAIN_AFTER = 30_000

export interface LiveLine {
  /** Whether this page is the one that holds the line. */
  leads: () => boolean
  end: () => void
}

export function liveLine(heard: () => void): LiveLine {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = heard
  const giveUp = new AbortController()
  let leads = false
  const hold = async () => {
    if (giveUp.signal.aborted) return
    leads = true
    const close = listen(() => {
      channel.postMessage(null)
      heard()
    })
    await new Promise<void>((resolve) => giveUp.signal.addEventListener('abort', () => resolve(), { once: true }))
    close()
  }
  // A page that did not come by HTTPS has no locks; it holds a line of its own.
  if ('locks' in navigator) navigator.locks.request(NAME, { signal: giveUp.signal }, hold).catch(() => undefined)
  else void hold()
  return {
    leads: () => leads,
    end: () => {
      giveUp.abort()
      channel.close()
    },
  }
}

/** What was missed while there was no line is read when there is one again. */
function listen(heard: () => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  function open() {
    source = new EventSource(LINE)
    source.onopen = heard
    source.addEventListener('notice', heard)
    source.onerror = () => {
      // A browser tries again by itself unless it was answered with a refusal.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_AFTER)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}
