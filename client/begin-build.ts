import type { Plugin } from 'vite'

const script = /\n\s*<script type="module" crossorigin src="\/assets\/begin-[\w-]+\.js"><\/script>/

/** Lets the script that asks for what is to be shown run first of all, without waiting for any other. */
export const beginFirst = (): Plugin => ({
  name: 'begin-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const found = html.match(script)?.[0]
      if (found === undefined) throw new Error('the page does not name its first script')
      return html
        .replace(found, '')
        .replace(/<script/, `${found.trim().replace(' crossorigin', ' async crossorigin')}\n    <script`)
    },
  },
})
