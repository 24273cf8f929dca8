// Compares a file with what the bank issued: hashed here, by the browser; no byte of it leaves the device.
const form = document.getElementById('compare')
const drop = document.getElementById('drop')
const input = document.getElementById('file')
const outcomes = document.querySelectorAll('[data-outcome]')
let latest = 0

function tell(outcome) {
  for (const each of outcomes) each.hidden = each.dataset.outcome !== outcome
}

async function sha256(file) {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function compare(file) {
  const mine = ++latest
  tell('working')
  let outcome
  try {
    outcome = (await sha256(file)) === form.dataset.sha256 ? 'same' : 'different'
  } catch {
    outcome = 'unreadable'
  }
  // Of two files chosen one after the other the last one is told about.
  if (mine === latest) tell(outcome)
}

function dropped(event) {
  event.preventDefault()
  drop.classList.remove('over')
  const [file] = event.dataTransfer.files
  if (file) compare(file)
}

if (globalThis.crypto?.subtle) {
  form.hidden = false
  input.addEventListener('change', () => {
    const [file] = input.files
    if (file) compare(file)
    input.value = '' // the same file can be chosen again
  })
  drop.addEventListener('drop', dropped)
  drop.addEventListener('dragleave', () => drop.classList.remove('over'))
  // A file dropped beside the frame must not replace the page.
  for (const each of ['dragover', 'drop']) document.addEventListener(each, (event) => event.preventDefault())
  drop.addEventListener('dragover', () => drop.classList.add('over'))
} else {
  document.getElementById('unable').hidden = false
}
