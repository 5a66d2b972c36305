import { dayInWords } from '../../shared/results/format.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { Drawing } from '../screens/picture.tsx'
import type { Text } from '../screens/words.ts'

/** The newest of what was done with answers, in the Dutch in which it was written; nothing where there is none. */
export function News({ news, title }: { readonly news: CollectorReply['news']; readonly title: Text }) {
  if (!news) return null
  return (
    <div class="ew-news">
      <Drawing picture={news.picture} look="ew-news__picture" />
      <div class="ew-news__words">
        <p class="ew-news__title">{title}</p>
        <p class="ew-news__text" lang="nl" dir="ltr">
          {news.text}
        </p>
        <p class="ew-news__day" lang="nl" dir="ltr">
          {dayInWords(news.day)}
        </p>
      </div>
    </div>
  )
}
