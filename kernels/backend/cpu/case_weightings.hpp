// The weightings of the cases, as the cases that they leave out and as lists of terms.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Numbers of cases; a case may come more than once.
struct CaseList {
    const std::int32_t* first;
    int count;
};

/// Number names the SIMD variant that the class is compiled for.
template <class Number>
class CaseWeightings {
  public:
    explicit CaseWeightings(const SweepProblem& problem)
        : cases_(problem.cases), weight_(problem.weight), first_left_out_(size(problem.weightings) + 1),
          terms_(size(problem.weightings)), once_at_most_(size(problem.weightings)) {
        std::size_t left_out = 0;
        for (int w = 0; w < problem.weightings; ++w) {
            std::int32_t sum = 0;
            bool once = true;
            first_left_out_[size(w)] = left_out;
            for (int c = 0; c < cases_; ++c) {
                left_out += weights(w)[c] == 0;
                sum += weights(w)[c];
                once = once && weights(w)[c] <= 1;
            }
            terms_[size(w)] = sum;
            once_at_most_[size(w)] = once;
            most_terms_ = most_terms_ < sum ? sum : most_terms_;
        }
        first_left_out_[size(problem.weightings)] = left_out;
        left_out_ = Buffer<std::int32_t>(left_out);
        left_out = 0;
        for (int w = 0; w < problem.weightings; ++w)
            for (int c = 0; c < cases_; ++c)
                if (weights(w)[c] == 0) left_out_[left_out++] = c;
    }

    const std::uint16_t* weights(int weighting) const { return weight_ + size(weighting) * size(cases_); }
    /// Sum of the weights.
    int terms(int weighting) const { return terms_[size(weighting)]; }
    int most_terms() const { return most_terms_; }
    CaseList left_out(int weighting) const {
        const std::size_t begin = first_left_out_[size(weighting)];
        return {left_out_.data() + begin, static_cast<int>(first_left_out_[size(weighting) + 1] - begin)};
    }
    /// Whether whole sums are those over all cases without the terms of those left out.
    bool by_difference(int weighting) const {
        return once_at_most_[size(weighting)] != 0 && subtracts_left_out(left_out(weighting).count, cases_);
    }
    /// Writes terms() numbers of cases: each so often as it counts, in their order.
    void list(int weighting, std::int32_t* out) const {
        for (int c = 0; c < cases_; ++c)
            for (int time = 0; time < weights(weighting)[c]; ++time) *out++ = c;
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    int cases_, most_terms_ = 0;
    const std::uint16_t* weight_;
    Buffer<std::size_t> first_left_out_;  // [weighting + 1]
    Buffer<std::int32_t> left_out_;       // [weighting] its cases
    Buffer<std::int32_t> terms_;          // [weighting]
    Buffer<std::uint8_t> once_at_most_;   // [weighting]
};

}  // namespace qca
