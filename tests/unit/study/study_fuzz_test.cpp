// Whatever is typed: parse_study() returns or throws InputError.
#include <gtest/gtest.h>

#include <random>

#include "host/study/read_study.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

class Typist {
  public:
    explicit Typist(std::uint32_t seed) : random_(seed) {}

    /// The text with one to four mistakes: bytes lost, repeated, replaced, inserted, the end lost.
    std::string mistyped(std::string text) {
        for (std::size_t mistakes = 1 + below(4); mistakes > 0 && !text.empty(); --mistakes) {
            const std::size_t at = below(text.size());
            switch (below(10)) {
                case 0:
                    text.resize(at);
                    break;
                case 1:
                case 2:
                case 3:
                    text.erase(at, 1 + below(8));
                    break;
                case 4:
                case 5:
                    text.insert(at, std::string(text.substr(below(text.size()), 1 + below(16))));
                    break;
                case 6:
                case 7:
                    text.insert(at, 1, byte());
                    break;
                default:
                    text[at] = byte();
                    break;
            }
        }
        return text;
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    char byte() {
        constexpr std::string_view likely = "\"'[]{}=,.#\\\n\r\t +-_0123456789eExnaifT:Z~*\x80\xC3\x01";
        return below(8) == 0 ? static_cast<char>(below(256)) : likely[below(likely.size())];
    }

    std::mt19937 random_;
};

void expect_study_or_input_error(const std::string& text) {
    try {
        parse_study(text, "f.toml");
    } catch (const InputError& error) {
        ASSERT_TRUE(is_complaint(error.what(), "f.toml")) << error.what();
    }  // anything else ends the test
}

TEST(StudyFuzz, MistypedTemplate) {
    Typist typist(20240607);
    const std::string text = study_template();
    for (int i = 0; i < 2500; ++i)
        ASSERT_NO_FATAL_FAILURE(expect_study_or_input_error(typist.mistyped(text)));
}

TEST(StudyFuzz, MistypedStudy) {
    Typist typist(7);
    for (int i = 0; i < 5000; ++i)
        ASSERT_NO_FATAL_FAILURE(expect_study_or_input_error(typist.mistyped(base_study)));
}

TEST(StudyFuzz, EveryBeginning) {
    const std::string text = study_template();
    for (std::size_t length = 0; length < text.size(); length += 3) {
        ASSERT_NO_FATAL_FAILURE(expect_study_or_input_error(text.substr(0, length)));
    }
}

TEST(StudyFuzz, DeepNesting) {
    expect_study_or_input_error("a = " + std::string(100000, '['));
    expect_study_or_input_error("a = " + std::string(5000, '[') + std::string(5000, ']'));
    std::string tables = "a = 1";
    for (int i = 0; i < 3000; ++i) tables = "a = {" + tables;
    expect_study_or_input_error(tables);
    std::string dotted = "a";
    for (int i = 0; i < 100000; ++i) dotted += ".a";
    expect_study_or_input_error(dotted + " = 1");
    expect_study_or_input_error("[" + dotted + "]");
}

}  // namespace
}  // namespace qca::test
