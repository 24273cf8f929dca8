// The least an offline page in Vue can be: one form, one service worker. The app's reload is measured beside it.
import { createApp, h, ref } from 'vue'

const Form = {
  setup() {
    const question = ref('')
    const kept = ref<string[]>([])
    const keep = () => {
      kept.value = [question.value, ...kept.value]
      question.value = ''
    }
    const input = (event: Event) => {
      question.value = (event.target as HTMLInputElement).value
    }
    return () =>
      h('form', { onSubmit: keep }, [
        h('label', ['咨询问题', h('input', { value: question.value, onInput: input })]),
        h('button', { type: 'submit', class: 'usable' }, '登记'),
        h(
          'ul',
          kept.value.map((each) => h('li', each)),
        ),
      ])
  },
}

createApp(Form).mount('#app')
void navigator.serviceWorker.register('bare_sw.js')
