// One function a command: declares its options; the body runs when CLI11 finds the command on the command line.
#pragma once

namespace CLI {
class App;
}

namespace qca {

void add_analyze_command(CLI::App& program);
void add_plan_command(CLI::App& program);
void add_run_command(CLI::App& program);
void add_merge_command(CLI::App& program);
void add_status_command(CLI::App& program);
void add_verify_command(CLI::App& program);
void add_ranges_command(CLI::App& program);
void add_worst_command(CLI::App& program);
void add_protocol_command(CLI::App& program);
void add_chance_command(CLI::App& program);
void add_importance_command(CLI::App& program);
void add_recover_command(CLI::App& program);
void add_path_command(CLI::App& program);
void add_census_command(CLI::App& program);
void add_necessity_command(CLI::App& program);
void add_appendix_command(CLI::App& program);
void add_export_command(CLI::App& program);
void add_rerun_command(CLI::App& program);
void add_info_command(CLI::App& program);
void add_bench_command(CLI::App& program);
void add_completion_command(CLI::App& program);
void add_manual_command(CLI::App& program);

}  // namespace qca
