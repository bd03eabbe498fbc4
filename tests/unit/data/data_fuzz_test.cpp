// Whatever is in a data file: load_study_data() returns or throws InputError.
#include <gtest/gtest.h>

#include <random>

#include "host/error.hpp"
#include "tests/unit/data/data_files.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

TEST(DataFuzz, MistypedFile) {
    const std::string text =
        "\xEF\xBB\xBFid;a;b;y;note\r\nA;1,5;2;3;\"x; "
        "\"\"y\"\"\"\r\n\"B\nb\";2,25;NA;4;\r\nÇ;3;-1e3;0,5;z\r\nD;4;7;8;\r\n";
    constexpr std::string_view likely = "\"'.,;\t\n\r 0123456789eE+-naNA/\x80\xC3\xEF";
    std::mt19937 random(11);
    const std::string file = temporary_file(text);
    const Study study = study_of(file);
    int read = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string bytes = text;
        for (std::size_t mistakes = 1 + random() % 3; mistakes > 0 && !bytes.empty(); --mistakes) {
            const std::size_t at = random() % bytes.size();
            const char byte =
                random() % 8 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
            switch (random() % 5) {
                case 0:
                    bytes.erase(at, 1 + random() % 6);
                    break;
                case 1:
                    bytes.insert(at, bytes.substr(random() % bytes.size(), 1 + random() % 9));
                    break;
                case 2:
                    bytes.insert(at, 1, byte);
                    break;
                case 3:
                    bytes[at] = byte;
                    break;
                default:
                    bytes.resize(random() % 10 == 0 ? at : bytes.size());
                    break;
            }
        }
        try {
            temporary_file(bytes);
            const StudyData data = load_study_data(study);
            ASSERT_EQ(data.raw.size(), 3u);
            for (const auto& values : data.raw) ASSERT_EQ(values.size(), data.number_of_cases());
            ASSERT_EQ(data.summation_order.size(), data.number_of_cases());
            ++read;
        } catch (const InputError& error) {
            ASSERT_TRUE(is_complaint(error.what(), file)) << error.what();
        }  // anything else ends the test
    }
    EXPECT_GT(read, 300) << "too few of the mistyped files are still data to say anything about those";
}

}  // namespace
}  // namespace qca::test
