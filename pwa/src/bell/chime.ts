// A short sound, made here: two soft notes, three for what is urgent. A browser that has not been touched yet stays silent.

interface Note {
  hertz: number
  at: number
}

const SOFT: readonly Note[] = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.14 },
]
const PRESSING: readonly Note[] = [
  { hertz: 880, at: 0 },
  { hertz: 1175, at: 0.16 },
  { hertz: 880, at: 0.32 },
]
const LENGTH = 0.22
const LOUDNESS = 0.12
let context: AudioContext | null = null

export async function chime(urgent: boolean): Promise<void> {
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume()
  for (const note of urgent ? PRESSING : SOFT) play(context, note)
}

function play(audio: AudioContext, { hertz, at }: Note): void {
  const [tone, volume, begins] = [audio.createOscillator(), audio.createGain(), audio.currentTime + at]
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, begins)
  volume.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, begins + LENGTH)
  tone.connect(volume).connect(audio.destination)
  tone.start(begins)
  tone.stop(begins + LENGTH)
}
