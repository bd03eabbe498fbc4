#include "host/plan/find_choice.hpp"

#include <gtest/gtest.h>

#include "host/error.hpp"

namespace qca {
namespace {

std::vector<Axis> axes() {
    return {{"outcome", "the outcome", "", {}, {"INT", "BRE"}, 0},
            {"conditions", "the conditions", "", {}, {"ENT,UNI", "ENT,UNI,GDP"}, 1},
            {"incl_cut", "inclusion cutoff", "1", {0.8, 0.85, 0.9}, {}, 1}};
}

std::string refusal(const std::string& text) {
    try {
        find_choice(axes(), text, "--where");
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(FindChoice, NamesAndNumbers) {
    EXPECT_EQ(find_choice(axes(), "outcome=BRE", "--where"), (AxisValue{0, 1}));
    EXPECT_EQ(find_choice(axes(), " conditions = ENT,UNI,GDP ", "--where"), (AxisValue{1, 1}));
    EXPECT_EQ(find_choice(axes(), "incl_cut=0.9", "--where"), (AxisValue{2, 2}));
    EXPECT_EQ(find_choice(axes(), "incl_cut=.80000000001", "--where"), (AxisValue{2, 0}));
}

TEST(FindChoice, SaysWhatThereIs) {
    EXPECT_EQ(refusal("BRE"), "--where: 'BRE' is no choice (it is not of the form AXIS=VALUE) write for example incl_cut=0.8");
    EXPECT_EQ(refusal("outcom=BRE"),
              "--where: there is no axis 'outcom' (the axes are outcome, conditions, incl_cut) did you mean 'outcome'?");
    EXPECT_EQ(refusal("outcome=INTX"), "--where: 'INTX' is not on the axis outcome (its values are INT, BRE) did you mean 'INT'?");
    EXPECT_EQ(refusal("incl_cut=0.86"),
              "--where: '0.86' is not on the axis incl_cut (its values are 0.8, 0.85, 0.9) take the nearest, 0.85, or leave it out");
    EXPECT_EQ(refusal("incl_cut=high"),
              "--where: 'high' is not on the axis incl_cut (its values are 0.8, 0.85, 0.9) write a number with a decimal point");
    EXPECT_NE(refusal("incl_cut=nan"), "");
}

}  // namespace
}  // namespace qca
