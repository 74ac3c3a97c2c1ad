"""One name in many spellings, and names that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import deletions, fits, fold, skeleton, spellings, surname, words

# Spellings of one name as outlets in several countries print them. Facts, no two by a rule of ours.
ONE_NAME = [
    ("Umerov", "Umierov", "Умєров", "Умеров"),
    ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi", "Zelenskii", "Зеленський", "Зеленский"),
    ("Zelenska", "Зеленська"),
    ("Syrskyi", "Syrskyy", "Sirskiy", "Syrsky", "Сирський"),
    ("Yermak", "Ermak", "Iermak", "Єрмак", "Ермак"),
    ("Sybiha", "Сибіга"),
    ("Svyrydenko", "Svyridenko", "Sviridenko", "Свириденко"),
    ("Budanov", "Буданов"),
    ("Fedorov", "Федоров", "Фёдоров"),
    ("Poroshenko", "Порошенко"),
    ("Tymoshenko", "Timoshenko", "Тимошенко"),
    ("Yushchenko", "Iushchenko", "Ющенко"),
    ("Yatsenyuk", "Iatseniuk", "Yatseniuk", "Яценюк"),
    ("Lavrov", "Лавров"),
    ("Peskov", "Песков"),
    ("Zakharova", "Zaharova", "Захарова"),
    ("Shoigu", "Shoygu", "Шойгу"),
    ("Medvedev", "Medvediev", "Медведев"),
    ("Nebenzya", "Nebenzia", "Небензя"),
    ("Khrushchev", "Хрущев", "Хрущёв"),
    ("Tikhanovskaya", "Tihanovskaya", "Tikhanovskaia", "Тихановская"),
    ("Navalny", "Navalnyy", "Navalniy", "Navalnyi", "Навальный"),
    ("Dostoevsky", "Dostoyevsky", "Dostoyevskiy", "Достоевский"),
    ("Chaykovskiy", "Chaikovsky", "Чайковский"),
    ("Maxim", "Maksim", "Максим"),
    ("Alexei", "Alexey", "Aleksei", "Aleksey", "Алексей"),
    ("Yuliya", "Yulia", "Iuliia", "Юлия", "Юлія"),
    ("Serhiy", "Serhii", "Сергій"),
    ("Andriy", "Andrii", "Андрій"),
    ("Michał", "Michal"),
    ("Łukasz", "Lukasz"),
    ("Erdoğan", "Erdogan"),
    ("Müller", "Muller"),
    ("O’Brien", "O'Brien", "OBrien"),
    ("Ocasio-Cortez", "Ocasio Cortez"),
    ("Aliyev", "Aliev", "Алиев"),
    ("Lukashenko", "Лукашенко"),
    ("Mishustin", "Мишустин"),
    ("Sobyanin", "Собянин"),
    ("Belousov", "Белоусов"),
    ("Gerasimov", "Герасимов"),
    ("Kirill", "Кирилл"),
    ("Dmitry", "Dmitriy", "Dmitrii", "Дмитрий"),
    ("Vasily", "Vasiliy"),
    ("Yevgeny", "Evgeny", "Yevgeniy", "Евгений"),
    ("Nikolay", "Nikolai"),
    ("Sergey", "Sergei"),
    ("Anatoly", "Anatoliy"),
    ("Grigory", "Grigoriy"),
    ("Valery", "Valeriy"),
    ("Yuri", "Yuriy", "Yury", "Юрий"),
    ("Mikhail", "Mihail", "Михаил"),
    ("Tatiana", "Tatyana"),
    ("Natalia", "Nataliya"),
    ("Anastasia", "Anastasiya"),
    ("Vitaliy", "Vitalii"),
    ("Arakhamia", "Арахамія"),
    ("Stefanchuk", "Стефанчук"),
    ("Danilov", "Данилов"),
    ("Nauseda", "Nausėda"),
    ("Šimonytė", "Simonyte"),
    ("Çavuşoğlu", "Cavusoglu"),
    ("Orbán", "Orban"),
    ("Chernyshov", "Chernishov"),
    ("Kuleba", "Кулеба"),
    ("Reznikov", "Резніков"),
    ("Zaluzhny", "Zaluzhnyi", "Zaluzhnyy", "Залужний"),
    ("Podolyak", "Podoliak", "Подоляк"),
]
# Spellings that do not fold alike: an alias joins them, or "Did you mean …" asks.
APART = [
    ("Klitschko", "Klychko"),
    ("Gorbachev", "Gorbachyov"),
    ("Viktor", "Victor"),
    ("Oleksandr", "Alexander"),
    ("Kuznetsov", "Kuznetzov"),
]
PAIRS = [(spellings[0], other) for spellings in ONE_NAME for other in spellings[1:]]

TWO_NAMES = [
    ("Zelensky", "Zelenska"),
    ("Medvedev", "Medvedeva"),
    ("Ivan Smith Jr.", "Ivan Smith Sr."),
    ("John Smith III", "John Smith"),
    ("Lavrov", "Larov"),
    ("Oleksandr", "Oleksandra"),
    ("Johnson", "Johnston"),
    ("Clinton", "Clifton"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_of_real_transliterations_nearly_all_meet() -> None:
    pairs = [*PAIRS, *APART]
    assert len(pairs) >= 100
    assert sum(fold(one) == fold(other) for one, other in pairs) / len(pairs) >= 0.95


@given(st.text())
def test_folding_a_fold_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_words_of_anything_are_folded_words(name: str) -> None:
    assert all(word and fold(word) == word for word in words(name))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Umerov", ("umerov",)),
        ("Mr. Umerov", ("umerov",)),
        ("Mr R. Umerov", ("r", "umerov")),
        ("R.Umerov", ("r", "umerov")),
        ("Umerov’s", ("umerov",)),
        ("President Zelenskyy", ("zelenski",)),
        ("President-elect Donald Trump", ("donald", "trump")),
        ("Minister of Defence of Ukraine Rustem Umerov", ("rustem", "umerov")),
        ("President of the United States Donald Trump", ("donald", "trump")),
        ("US Secretary of State Marco Rubio", ("marco", "rubio")),
        ("the Minister", ("minister",)),
        ("Theresa May", ("theresa", "mai")),
        ("King", ("king",)),
        ("", ()),
        ("—", ()),
    ],
)
def test_titles_are_not_names(typed: str, meant: tuple[str, ...]) -> None:
    assert words(typed) == meant


@pytest.mark.parametrize(
    ("name", "last"),
    [("Rustem Umerov", "umerov"), ("John Smith Jr", "smith"), ("Jr", "jr"), ("", "")],
)
def test_a_surname_is_the_last_word_that_tells_no_generation(name: str, last: str) -> None:
    assert surname(fold(name)) == last


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Шмигаль", "Shmyhal"), ("Олег", "Oleh"), ("Олег", "Oleg"), ("Григорий", "Grigory")],
)
def test_a_cyrillic_g_without_a_language_is_read_both_ways(typed: str, meant: str) -> None:
    assert fold(meant) in [fold(one) for one in spellings(typed)]


@given(st.text("abcdefghij", min_size=3, max_size=12), st.data())
def test_two_words_one_typo_apart_share_a_deletion(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    typo = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
    )
    assert deletions(word) & deletions(typo)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gorbachiov", "gorbachev"),
        ("oleh", "oleg"),
        ("viktor", "victor"),
        ("kuznetzov", "kuznetsov"),
        ("josef", "joseph"),
        ("schmigal", "shmihal"),
    ],
)
def test_a_skeleton_meets_where_transliterations_part(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("typed", "name", "fitting"),
    [
        (("umerov",), "rustem umerov", True),
        (("r", "umerov"), "rustem umerov", True),
        (("umerov", "rustem"), "rustem umerov", True),
        (("umerov", "r"), "rustem umerov", True),
        (("rustem", "e", "umerov"), "rustem enverovich umerov", True),
        (("von", "der", "leen"), "ursula von der leen", True),
        (("a", "umerov"), "rustem umerov", False),
        (("r", "u"), "rustem umerov", False),
        (("umer",), "rustem umerov", False),
    ],
)
def test_typed_words_fit_names_in_whole_words_and_initials(
    typed: tuple[str, ...], name: str, fitting: bool
) -> None:
    assert fits(typed, name) is fitting
