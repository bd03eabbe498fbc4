// Small studies with their data files.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "host/data/study_data.hpp"

namespace qca::test {

/// Writes a file of this test's own into the temporary folder and returns its path.
inline std::string temporary_file(const std::string& bytes) {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string(test->test_suite_name()) + "." + test->name() + ".csv";
    for (char& c : name) c = c == '/' ? '_' : c;
    const std::string file = testing::TempDir() + name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

/// Two conditions X1 (column a) and X2 (column b) and the outcome Y (column y), all with rising anchors 1, 2,
/// 3; cases in column id.
inline Study study_of(const std::string& data_file) {
    Study study;
    study.file = "s.toml";
    study.data_file = data_file;
    study.case_column = "id";
    const auto set = [](const char* name, const char* column) {
        SetDefinition definition;
        definition.name = name;
        definition.column = column;
        definition.anchors = {1, 2, 3};
        return definition;
    };
    study.conditions = {set("X1", "a"), set("X2", "b")};
    study.outcome = set("Y", "y");
    return study;
}

inline StudyData load(const std::string& bytes) {
    return load_study_data(study_of(temporary_file(bytes)));
}

}  // namespace qca::test
